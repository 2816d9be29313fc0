#include "Searches.h"
using namespace neurospector;
llvm::Expected<SearchResult>
neurospector::searchOptimal(const Layer &layer, const Accelerator &accelerator,
                            const SearchOptions &options) {
  return searchBottomUp(layer, accelerator, options);
}
