"""The changes that utils/mutate.py makes, and which tests are likely to notice."""

# File -> (original, mutant) pairs; an original must occur exactly once, or be
# preceded by context that makes it so. Bounds become too high: one that is too
# low only makes the search slower. Labels are those of docs/cost-model.md (CM,
# PM) and docs/optimal-search.md (R).
MUTANTS = {
    "lib/Search/Relaxation.cpp": [
        # an element on all units
        ("charge.most = charge.weight.on(charge.maxUnits);", "charge.most = charge.weight.on(1);"),
        ("channel.perPj * energy.out};", "2 * channel.perPj * energy.out};"),
        ("if (site.isNear)\n        sites", "if (!site.isNear)\n        sites"),
        ("channel.perElement[transfer.to][i].outside);", "channel.perElement[transfer.to][i].inside);"),
        # what one group of arrays shares
        ("time / charge.maxUnits / sent *", "time / sent *"),
        ("cost.filled(transfer.from, transfer.op, sent, isWrite);", "2 * cost.filled(transfer.from, transfer.op, sent, isWrite);"),
        ("sum += value(charge, cost.macs / lattice[tile].iterations * sent,", "sum += value(charge, cost.macs * sent,"),
        ("weight(site.energy.out, time.out, true)},\n                     charge.maxSpread);", "weight(site.energy.out, time.out, true)},\n                     1);"),
        ("least += compulsory[last][i];", "least += 2 * compulsory[last][i];"),
        # outputs
        ("std::max(0.0, moved - distinct) * weight.in", "std::max(0.0, moved + distinct) * weight.in"),
        ("volume[output] * spread;", "volume[output] / spread;"),
        ("most = std::max(most, lattice[tile].groups[Group::CRS]);", "most = std::min(most, lattice[tile].groups[Group::CRS]);"),
        # Compulsory elements, and what is closed
        ("if (partial >> i & 1)\n          continue;", ""),
        ("charge.most,\n               charge.maxSpread);", "charge.most,\n               1);"),
        ("if (charge.memory == memory)\n          compulsoryEntry", "if (true)\n          compulsoryEntry"),
        ("charged[memory] = charged[memory + 1];", "charged[memory] = 0;"),
        ("result -= compulsory[memory][index(op)];", "result += compulsory[memory][index(op)];"),
        ("        (transfersOf(frame.moves, op) * charge.weight.on(units * maxUnits));\n  };\n  double unitsNext", "        (transfersOf(frame.moves, op) * charge.weight.on(units));\n  };\n  double unitsNext"),
        ("result -= compulsory[next + 1][i];", "result += compulsory[next + 1][i];"),
        ("add(charge, unitsNext * space.stages[next].arrays.maxUnits());", "add(charge, unitsNext);"),
        ("stayingTables[memory][open][tile] +\n", "stayingTables[memory][open][tile] + closingTables[memory][open][tile] +\n"),
        ("std::max(0.0, exact(charge, units, 1) - closed(charge, frame.handed))", "exact(charge, units, 1)"),
        ("charge.weight.on(units.iterations * maxUnits)", "charge.weight.on(units.iterations)"),
        ("result.partial[i] += value(charge, perTile,", "result.partial[i] += value(charge, volume * perTile,"),
        ("result.reused[i] -= counted;", "result.reused[i] += counted;"),
        ("result.through[i] -= counted;", "result.through[i] += counted;"),
        ("units.iterations * crossing * (transfersOf", "units.iterations * units.iterations * crossing * (transfersOf"),
        # far sites
        ("value(charge, cost.macs * density(charge, all),", "value(charge, cost.macs * density(charge, frame.entering),"),
        ("weight, at.groups[Group::CRS]);", "weight, 1);"),
        ("result.passingThrough[i] += at.iterations *", "result.passingThrough[i] += at.iterations * at.iterations *"),
        ("units * this->elements(charge, frame.handed + between);", "units * units * this->elements(charge, frame.handed + between);"),
    ],
    "lib/Search/RelaxationTables.cpp": [
        ("std::vector<double> result = macCharges[memory];", "std::vector<double> result;"),
        ("sum += spread * macCosts.lostSpread(memory, unrolling);", "sum += 2 * spread * macCosts.lostSpread(memory, unrolling);"),
        ("shared[tile] = charge;", "shared[tile] = 2 * charge;"),
        ("if (!(open >> i & 1))\n      add(table, entryTable", "if (i < 3)\n      add(table, entryTable"),
        ("if (!(open >> i & 1))\n      add(table, sentTable", "if (i < 3)\n      add(table, sentTable"),
        ("table[tile] + once : infinity", "table[tile] + 2 * once : infinity"),
        ("tables[done] : handed(memory + 1, open);", "tables[done] : handed(memory + 1, 0);"),
        # Idle units
        ("onAllUnits * facts.idle(", "2 * onAllUnits * facts.idle("),
        ("idle * times[j] + own", "idle * times[j] * times[j] + own"),
        # What is open, by unit that takes a copy of it
        ("(lattice[unrolling].groups[irrelevantGroup(op)] - 1);", "lattice[unrolling].groups[irrelevantGroup(op)];"),
        # cases of reuse
        ("counted += compulsory[memory + 1][i];", "counted -= compulsory[memory + 1][i];"),
        ("base[i] + (first[i] + second[i] - counted)", "base[i] + (first[i] + second[i])"),
        ("base[i] + (first[i] - counted)", "base[i] + first[i]"),
        ("double bound = inside[tile] - counted;", "double bound = inside[tile];"),
        ("bound += value(*charge, cost.macs / lattice[tile].iterations,", "bound += value(*charge, cost.macs,"),
        ("wide.reuse.allowsMoreThan(narrow)", "narrow.allowsMoreThan(wide.reuse)"),
        #
        ("stays == (loops == Loops::Staying)", "stays"),
    ],
    "lib/Search/Relaxation.h": [
        ("passingThrough[i] : passing[i];", "passing[i] : passingThrough[i];"),
        ("(open >> i & 1 ? through[i] : 0)", "through[i]"),
        ("fixed.in + perUnit.in / units", "fixed.in + perUnit.in"),
    ],
    "lib/Search/MacCosts.cpp": [
        # unrollings of the last arrays
        ("double steps = cost.macs / info.iterations;", "double steps = cost.macs;"),
        ("1 - info.groups[Group::CRS] * spread / reductions", "1 - info.groups[Group::CRS] / reductions"),
        ("push_back(outer * inner);", "push_back(std::max(outer, inner));"),
        ("most = savedPerSpread > 0 ? spreads[memory].front() : *inside;", "most = 1;"),
        # spreads that are not the widest
        ("own * spreads[memory + 1].front());", "own);"),
        ("if (widest * own > reductions)", "if (own > widest * reductions)"),
        ("timePerRead(transfer.from) / facts.maxUnits(0);", "timePerRead(transfer.from);"),
        ("result += each.inside.in - each.serial.in;", "result += each.inside.in;"),
        ("if (!(sender->isAlone && isLongest))", "if (true)"),
        ("if (!(sender->isAloneSerial && (isLongest || cost.machine.pipelined)))", "if (true)"),
        ("option.leastFixed = least = std::min(least, option.fixed);", "option.leastFixed = least = option.fixed;"),
        ("(divisor <= reductions &&", "(divisor >= reductions &&"),
        ("if (least > limit ||", "if (2 * least > limit ||"),
        ("a.fixed <= b.fixed && a.perUnit + margin <= b.perUnit", "a.fixed <= b.fixed || a.perUnit + margin <= b.perUnit"),
        ("a.fixed <= b.fixed && a.perUnit + margin <= b.perUnit", "a.fixed <= b.fixed && a.perUnit <= b.perUnit"),
        ("if (!farTransfers.empty())\n    return false;", ""),
        ("cost.transferFrom(memory, op).to != cost.numMemories)\n        return false;", "cost.transferFrom(memory, op).to != cost.numMemories)\n        return true;"),
        # Their times
        ("sum = port.separatePorts ? std::max(sum, cycles) : sum + cycles;", "sum = !port.separatePorts ? std::max(sum, cycles) : sum + cycles;"),
        ("serial = cost.machine.pipelined ? 0 : weight.serial * longest;", "serial = weight.serial * longest;"),
        ("{memory, !cost.timesOutside(memory), true}", "{memory, true, true}"),
        ("result.isAlone &= isToMacs;", ""),
        ("result.isAloneSerial &= isToMacs || !transfer.isSerial;", ""),
        ("add(read, twoPorts ? reading : reading + writing);", "add(read, reading + writing);"),
        # What several groups of arrays share
        ("std::max(most[index(op)], reuse(op, tile))", "std::min(most[index(op)], reuse(op, tile))"),
        ("reuseInside[m][i] = reuseInside[m + 1][i] * most[i];", "reuseInside[m][i] = most[i];"),
        ("DimSet dims = {Dim::K};", "DimSet dims;"),
        ("shared *= reuse(transfer.op, between);", "shared *= between ? 1 : 1;"),
        ("double moved = cost.macs / shared;", "double moved = cost.macs;"),
        ("std::min(spread, reductions)),", "1),"),
        ("units *= cost.space.stages[m].arrays.maxUnits();", "units *= 1;"),
        ("spread *= reuseInside[m][2] / reuseInside[m + 1][2];", ""),
        (".inside / units;", ".inside;"),
        # Units in use
        ("isHanded ? facts.unitsHanded", "tile + 1 ? facts.unitsHanded"),
        ("units = std::min(most, facts.units(memory, tile - option.arrays));", "units = 1;"),
        ("result += onAllUnits();", "result += 2 * onAllUnits();"),
        ("all.options.front().perUnit / facts.maxUnits(0);", "all.options.front().perUnit;"),
    ],
    "lib/Search/MacCosts.h": [
        ("option.perUnit * perOutside -\n           leastOnAllUnits * facts.maxUnits(memory);", "option.perUnit * perOutside;"),
    ],
    "lib/Search/TileFacts.cpp": [
        #
        ("lattice.minOverDivisors(inputDensity);", ""),
        #
        ("units * (1 + rounding));", "1 + 1e-12);"),
        ("lattice[tile].iterations <= units * mostIterations", "lattice[tile].iterations <= mostIterations"),
        # Units in use
        ("mostUnits[memory] = arrays.maxUnits() * mostUnits[next];", "mostUnits[memory] = arrays.maxUnits();"),
        ("own[tile] * inside[tile]", "own[tile]"),
        ("take(sharedUnits[next]);", "take(nullptr);"),
        ("take(enteringUnits[next]);", "take(nullptr);"),
        ("std::max(shared[tile], own * units(memory + 1, inside));", "std::max(shared[tile], own);"),
        ("push_back(mostUnits[memory + 1] /\n                                unitsEntering(memory + 1, tile));", "push_back(mostUnits[memory + 1]);"),
        ("std::max(handed[tile], own * unitsEntering(memory + 1, inside))", "std::max(handed[tile], own)"),
        ("if (fits[inside])", "if (!fits[inside])"),
        ("lattice.maxOverDivisors(entering, DimSet::all());", ""),
        # CM-19
        ("least = std::min(least, density(0, run));", "least = std::max(least, density(0, run));"),
    ],
    "lib/Search/TileFacts.h": [
        ("space.stages[memory].arrays.maxUnits() / units - 1;", "space.stages[memory].arrays.maxUnits() / units;"),
    ],
    "lib/Search/Channel.cpp": [
        # weights add up to one
        ("a += part * (b - a);", "a += part * b;"),
        ("all = port.separatePorts ? all + each : each;", "all = each;"),
        ("(!serial || cost.transferFrom(memory, op).isSerial);", "(serial || cost.transferFrom(memory, op).isSerial);"),
        ("result.macs = withMacs ? 1 : 0;", "result.macs = 1;"),
        ("m < limit; ++m)", "m < cost.numMemories; ++m)"),
        ("result.memories[limit].busy = 1;", "result.memories[limit].busy = 2;"),
        ("left * busy / (busy + other)", "left * busy"),
        ("left * other / (busy + other)", "left * other"),
        ("left = result.memories[m].serial;", "left = 1;"),
        # What an element costs
        ("constant(perPj * cost.macEnergy)", "constant(2 * perPj * cost.macEnergy)"),
        ("perMacCycle(unit * time.macs)", "perMacCycle(time.macs)"),
        ("return isRead || !twoPorts ? read", "return isRead || twoPorts ? read"),
        ("if (cost.timesOutside(m))", "if (m > 0)"),
        ("weight.serial * time.serial;", "weight.serial * time.busy;"),
        ("(e.isInside ? each.inside : each.outside)", "(e.isInside ? each.outside : each.inside)"),
    ],
    "lib/Search/MetricBounds.h": [
        ("result = std::max(result, of(*list[i], first + i));", "result += of(*list[i], first + i);"),
    ],
    "lib/Search/MetricBounds.cpp": [
        ("bound = std::max(bound, known + inside[tile]);", "bound += known + inside[tile];"),
        ("result.open = openAfter(frames[result.memory - 1]);", "result.open = openAfter(frames.back());"),
        ("relaxation.channel.of(cost, frames) + least +", "relaxation.channel.of(cost, frames) + 2 * least +"),
        ("least = std::min(least, ofCase(outside, row.reuse));", "least = std::max(least, ofCase(outside, row.reuse));"),
        ("relaxation.row(outside.memory, reuse.reused,\n                          reuse.groups)", "relaxation.row(outside.memory, reuse.reused,\n                          0)"),
        ("return std::max(bound, entering(frames));", "return bound + entering(frames);"),
        ("cost.staticPjPerCycle * cycles;", "2 * cost.staticPjPerCycle * cycles;"),
        ("return metricOf(metric, energy, cycles);", "return metricOf(metric, energy, cycles * cycles);"),
    ],
    "lib/Search/ChainCost.cpp": [
        # R-7, CM-14, CM-16
        ("total = std::max(total + time.serial, time.busy);", "total = std::max(total, time.busy);"),
        ("memory->staticPower * static_cast<double>(machine.instances(level));", "memory->staticPower;"),
        # CM-15
        ("{sender.readEnergy[i], sender.writeEnergy[i]};", "{sender.writeEnergy[i], sender.readEnergy[i]};"),
        ("{memory(to).writeEnergy[i],\n                            memory(to).readEnergy[i]};", "{memory(to).readEnergy[i],\n                            memory(to).writeEnergy[i]};"),
        # R-5, CM-6
        ("nextArrays(site, to - 1) == to - 1;", "nextArrays(site, to) == to;"),
        ("walks |= image(row) > 1 || window(row) > 1;", "walks |= image(row) >= 1;"),
        ("d * nP * (zR - nR)", "d * nR * (zR - nR)"),
        ("for (double nR : {apartR, allR})", "for (double nR : {apartR})"),
        # CM-10 to CM-13
        ("transfer.isSerial = !memory(to).doubleBuffered;", "transfer.isSerial = memory(to).doubleBuffered;"),
        # CM-3
        ("temporal.iterations / temporal.groups[Group::CRS],", "temporal.iterations / temporal.groups[Group::K],"),
        ("frame.taken[i] = {moves.in * taken, moves.out * taken};", "frame.taken[i] = {moves.in * std::max(taken, frame.sent[i].in), moves.out * taken};"),
        ("transfer.op == Operand::Input && (hasPairs || transfer.slides);", "transfer.op == Operand::Input && transfer.slides;"),
        ("- frames.back().units - frames.back().handed]", "- frames.back().units]"),
        # CM-19
        ("moves.in /= slideOf(transfer, frames).steps;", ""),
    ],
    "lib/Search/ChainTimes.cpp": [
        # CM-10 to CM-13
        ("return number != 0 && memory", "return number != 0 || memory"),
        ("time(inside.in, outside.out, false)", "time(inside.in, outside.in, false)"),
        ("all.in = separate ? std::max(all.in, time.in) : all.in + time.in;", "all.in = !separate ? std::max(all.in, time.in) : all.in + time.in;"),
        ("return std::ceil(bits", "return std::floor(bits"),
        ("if (!port.wholeAccesses ||", "if (port.wholeAccesses ||"),
    ],
    "lib/Search/TileLattice.cpp": [
        ("(most - least + 1) * axis.stride", "(most - least) * axis.stride"),
        ("(image - 1) * pair.stride", "(image + 1) * pair.stride"),
        ("e <= top; ++e", "e < top; ++e"),
        ("required[index(axis.dim)] == 0 &&", "required[index(axis.dim)] != 0 &&"),
        ("? values[tile - row]", "? values[tile]"),
        ("*part != 0 && !(groups", "*part != 0 && (groups"),
        ("return b > a ? b : a;", "return b < a ? b : a;"),
    ],
    "lib/Search/SpatialTiles.cpp": [
        ("in <= pair.sizeInner ? in : 0;", "in < pair.sizeInner ? in : 0;"),
        ("iterations / largestInner[tile] <= pair.sizeOuter", "iterations / largestInner[tile] < pair.sizeOuter"),
        ("lattice.product(tile, neither) == 1", "lattice.product(tile, neither) != 1"),
        ("lattice[tile].iterations <= size &&", "lattice[tile].iterations < size &&"),
        ("mostUnits = std::max(mostUnits,", "mostUnits = std::min(mostUnits,"),
    ],
    "lib/Search/SearchSpace.cpp": [
        #
        ("(wide.groups & narrow.groups) == narrow.groups", "(wide.groups & narrow.groups) == wide.groups"),
        ("isFixed ? op == *given", "!isFixed ? op == *given"),
        # What fits
        ("(memory.doubleBuffered ? 2 : 1)", "2"),
        ("lattice.factor(entering, dim) % required == 0", "lattice.factor(entering, dim) == required"),
        ("(!unrolls || stage", "(unrolls || stage"),
        #
        ("nest.pairs[a] == nest.pairs[b] &&", ""),
        ("areInterchangeable(machine, imageOf(a), imageOf(b)) &&", ""),
    ],
    "lib/Search/OptimalSearch.cpp": [
        ("bound = std::min(bound, proven);", "bound = std::max(bound, proven);"),
        ("cost.macs / static_cast<double>(space.machine.macUnits())", "cost.macs"),
        ("(pjPerCycle - cost.staticPjPerCycle) * bestCost", "0.5 * (pjPerCycle - cost.staticPjPerCycle) * bestCost"),
        ("proven = root->rank;", "proven = 2 * root->rank;"),
    ],
    "lib/Search/OptimalTree.cpp": [
        ("!isWorse(roots.front().rank)", "roots.front().rank < bestCost * 0.9"),
        ("if (!isWorse(root.bound) && root.bound < infinity)", "if (root.bound < bestCost * 0.9)"),
        ("(comparesTies() && isTie(ofCase) &&", "(comparesTies() &&"),
        ("if (isTie(row.bound) && isWorseTie(row.tieBound))", "if (isWorseTie(row.tieBound))"),
        ("a.tiles[1] <= b.tiles[1] &&", "a.tiles[1] >= b.tiles[1] &&"),
        ("isCanonical(entering, depths[memory - 1].below)", "isCanonical(entering, depths[memory - 1].mirrors)"),
        ("(other == row.order ||", "(other != Operand(3) ||"),
        ("(otherValue > bestOther * (1 + rounding) ||", "(otherValue < bestOther * (1 + rounding) ||"),
        ("lattice.divisors(entering, depth.divisors, reuse.groups);", "lattice.divisors(entering, depth.divisors, reuse.groups & 7);"),
    ],
    "lib/Search/UnrollingSplit.cpp": [
        #
        ("if (exhausted())\n      break;", "break;"),
        ("static_cast<Incumbent &>(*this) = part;", ""),
    ],
    "lib/Search/OptimalSearch.h": [
        ("return bound > bestCost * (1 + rounding);", "return bound > bestCost * 0.9;"),
        ("return bound > bestOther * (1 + rounding) ||", "return bound > bestOther * 0.9 ||"),
        ("return isTie(root->bound);", "return true;"),
    ],
    "lib/Search/Candidates.cpp": [
        ("bound <= (optimum + here) * (1 + rounding)", "bound <= optimum * (1 + rounding)"),
        ("optimum + here, root.tile,", "optimum - here, root.tile,"),
        ("split[irrelevantGroup(Operand::Input)] == 1", "split[irrelevantGroup(Operand::Input)] != 1"),
    ],
    "lib/Search/ChipPartition.cpp": [
        # CP-2, CP-3
        ("joined.get() >= apart.get()", "joined.get() < apart.get()"),
        ("std::max(onChip, other.onChip),", "onChip + other.onChip,"),
        ("whole = whole.beside(strip->least);", "whole = whole.beside(strip->least).beside(strip->least);"),
        ("std::max(parts.onChip + waited, busy)", "std::max(parts.onChip, busy) + waited"),
        ("parts.dynamic + staticPjPerCycle * joint.cycles;", "parts.dynamic - staticPjPerCycle * joint.cycles;"),
        ("std::max(cycles + memory.serial, memory.cycles);", "cycles + memory.cycles;"),
    ],
    "lib/Search/FillBounds.cpp": [
        # R-7 of systolic arrays
        ("double loads = op == Operand::Output ? 0 : changes;", "double loads = changes;"),
        ("(units * most[memory][i])", "most[memory][i]"),
    ],
    "lib/Search/PartialMinima.cpp": [
        ("bool isLess = values[i] < most;", "bool isLess = values[i] < most / 2;"),
        ("std::fill_n(to + base, stride, infinityOf<T>);", ""),
        ("for (unsigned digit = axis.size(); digit-- > 0;)", "for (unsigned digit = 0; digit < axis.size(); ++digit)"),
        ("to[i] = std::min(to[i], from[i] * steps);", "to[i] = std::min(to[i], from[i] * steps * steps);"),
    ],
    "lib/Search/PieceBounds.cpp": [
        # What may begin sums, slide, and share
        ("std::max(0.0, 1 - reach.first / all)", "1"),
        ("accessedPerStep(transfer, lattice.unit()) > 0;", "accessedPerStep(transfer, lattice.unit()) < 0;"),
        ("result += value(charge, 0, charge.most);\n  return result;\n}\n\nvoid", "result += 2 * value(charge, 0, charge.most);\n  return result;\n}\n\nvoid"),
        ("if (transfer.slides)\n      continue;", ""),
        # IP-3: what is handed back pays
        ("std::min(entry.energy.out - entry.pays, site.energy.in);", "2 * site.energy.in;"),
        ("(charge.notSpared - charge.pays);", "charge.notSpared;"),
        # What tables leave out, and what they share
        ("lattice.rowSize(), limit - others);", "lattice.rowSize(), limit - 2 * others);"),
        ("                leastInside(memory, open),", "                2 * leastInside(memory, open),"),
        ("          !stays(charge, open) &&\n              !(isEntering", "          !(isEntering"),
        ("          1 / most.sharing,", "          1,"),
        ("charge.energy.out + charge.perUnit.out / most.units,", "charge.energy.out + charge.perUnit.out * most.units,"),
        ("charge.notSpared - charge.pays};", "charge.notSpared + charge.pays};"),
    ],
    "lib/Search/PieceMacs.cpp": [
        ("at.first = each * reach.first / facts.cost.macs;", "at.first = 0 * each * reach.first / facts.cost.macs;"),
        ("std::max(time.in, own.in)", "time.in + own.in"),
        ("portWeight = weight.busy +", "portWeight = 2 * weight.busy +"),
        # IP-10
        ("return std::min(most, facts.outputs() * reduction);", "return reduction < 0 ? 0 : most;"),
        ("return std::min(most, facts.outputs() * reduction);", "return 0 * most * reduction;"),
        ("cost.first - (splitsMacs ? of.least.all : 0)", "cost.first"),
        ("std::max(1.0, std::ceil(pieces / end) * begin / pieces);", "std::ceil(pieces / end) * end / pieces + 1;"),
        ("return least.all + (idle - 1) *", "return least.all + idle *"),
        # IP-11
        ("std::ceil(fullStep(transfer.op, tile) / filled) * filled;", "fullStep(transfer.op, tile) * filled;"),
        ("(w - 1) * static_cast<double>(walk.dilation) + 1,", "w * static_cast<double>(walk.dilation) + 1,"),
        ("most *= facts.maxUnits(m);", ""),
        ("std::ceil(reduced / reduction)", "reduced"),
        ("result[a] *= chain.rows[m].units[a];", ""),
    ],
    "lib/Search/PieceMirrors.cpp": [
        #
        ("if (space.areAlike(a, b))", "if (false)"),
        ("if (order == 0)", "if (order >= 0)"),
        ("otherSteps[image[a]] = steps[a];", ""),
    ],
    "lib/Search/PieceLattice.cpp": [
        ("return llvm::is_contained(axes, image[axis]);", "return axis < 99;"),
    ],
    "lib/Search/Search.cpp": [
        ("size = (size - 1) / most + 1;", "size = size / most + 1;"),
        ("most = array->size;", "most = array->size / 2 + 1;"),
        ("remainders < thanRemainders;", "remainders > thanRemainders;"),
    ],
    "lib/Search/BusyUnits.cpp": [
        # IP-6
        ("std::clamp<int64_t>(rest, 1, tile)", "std::max(tile, 0 * rest)"),
        ("(outer - 1) * tile + std", "outer * tile + std"),
        ("{first, std::max(first, last)}", "{first}"),
        ("both.most = std::max(both.most,", "both.most = std::min(both.most,"),
        ("both.steps = std::min(both.steps, each.steps", "both.steps = std::max(both.steps, each.steps"),
        ("group.units *= other.units;", ""),
        ("result[static_cast<size_t>(used)] * (size / own)", "result[static_cast<size_t>(used)] * (size / own / 2)"),
        ("return std::max<int64_t>(1, *llvm::max_element(range));", "return std::max<int64_t>(1, range.front());"),
        ("llvm::is_contained(group.axes, axis) ||", "false ||"),
        ("before.constant <= choice.constant;", "true;"),
        ("return 1 / static_cast<double>(cut.steps);", "return 2 / static_cast<double>(cut.steps);"),
        ("together.left.push_back(array.size);", "together.left.push_back(1);"),
        ("countsElements ? 1 / stepsAlong", "countsElements ? 0.5 / stepsAlong"),
    ],
    "lib/Search/PieceUnits.cpp": [
        # IP-6
        ("{std::move(least), onAll * most, -onAll};", "{std::move(least), onAll * most, 0};"),
        ("facts.servedBy(transfer.op, known.back().of[group]));", "2 * facts.servedBy(transfer.op, known.back().of[group]));"),
        ("charge.isEachStep ? steps * more : 0", "steps * more"),
        ("most = std::min(most, reduction);", "most = 1;"),
        ("2 * once - twice - inTable +", "2 * once - inTable +"),
        ("minima(left - 1, inner) + unrolling.least <", "minima(left - 1, inner) + 2 * unrolling.least <"),
        ("minima(left, tile) + macs >= unrolling.best", "minima(left, tile) + 2 * macs >= unrolling.best"),
        ("known.most = most;", "known.most = infinity;"),
        ("countsBefore.all * units > most)", "countsBefore.all * units >= most)"),
        ("counts.of[group] = countsBefore.of[group] * units;", ""),
        ("unrolling.macs.inTable;", "0;"),
        ("toMacs(2 * steps, all, all.back()) -", "2 * toMacs(2 * steps, all, all.back()) -"),
        ("result.inTable = toMacs(steps, all, all.back());", "result.inTable = 0.9 * toMacs(steps, all, all.back());"),
    ],
    "lib/Search/PieceBounds.h": [
        ("innermost[llvm::countr_zero(open)] <= memory", "innermost[llvm::countr_zero(open)] <= memory + 1"),
        ("return charge.isNear && !charge.isEachStep &&", "return !charge.isEachStep &&"),
        ("if (!charge.isWhole &&", "if (true &&"),
    ],
    "lib/Search/PieceChain.cpp": [
        ("result /= facts.maxUnits(m);", "result *= facts.maxUnits(m);"),
        ("if (innermost == own)", "if (innermost != own)"),
        ("else if (along.hasEnd)", "else if (!along.hasEnd)"),
        ("    if (along.hasEnd)\n      result /=", "    if (!along.hasEnd)\n      result /="),
        ("counts.work = working / workingUnits[memory];", "counts.work = 1;"),
    ],
    "lib/Search/PieceCuts.cpp": [
        # IP-2
        ("reduces && steps <= most; ++steps)", "reduces && steps < fewest; ++steps)"),
    ],
    "lib/Search/PieceFacts.cpp": [
        ("maxUnits(memory) * (1 + 1e-6) + 1", "maxUnits(memory) / 2"),
        ("values[i] = units[i] != noUnits ? values[i]", "values[i] = units[i] < 2 ? values[i]"),
        ("if (values[first] == values[last])", "if (true)"),
        ("std::min(result, moved(index(Operand::Output), tile));", "1e3 * moved(index(Operand::Output), tile);"),
        ("least = std::min(least, result.leastSent[begin", "least = std::max(least == infinity ? 0 : least, result.leastSent[begin"),
        ("return channels / std::ceil(", "return 0.5 * channels / std::ceil("),
        ("|| this->units.back().along[index(Dim::K)] > 1)", ")"),
        ("if (transfer.to == numMemories)\n    group = servedBy", "group = servedBy"),
        ("if (steps > rest)", "if (steps >= rest)"),
        # IP-3
        ("{both, bound(layer, windowOf(pair)),", "{std::min(both, 1.0), bound(layer, windowOf(pair)),"),
        ("transfer.to == numMemories &&\n                    inside", "inside"),
        ("result.first *= of(m).of[index(Group::CRS)];", ""),
        ("result.least = sent(index(transfer.op), lattice.whole());", "result.least = 2 * sent(index(transfer.op), lattice.whole());"),
    ],
    "lib/Search/ImperfectSearch.cpp": [
        ("proven = nodes[number].bound;", ""),
        ("bound = std::max(bound, nodes[expanded].bound);", "bound = 2 * bound;"),
        # IP-9
        ("isWhole &= cycles == std::floor(cycles);", "isWhole &= cycles >= 0;"),
        ("return isWhole ? 1 : 0;", "return isWhole ? 2 : 0;"),
        ("isWhole = space.options.metric == Metric::Cycle;", "isWhole = true;"),
    ],
    "lib/Search/ImperfectBounds.cpp": [
        ("bounds.perMacCycle() * (steps - facts.macsOnAll());", "bounds.perMacCycle() * steps;"),
        (": (busiest - 1) * facts.macsOnAll());", ": busiest * facts.macsOnAll());"),
        ("if (facts.maxUnits(last) == 1)\n    result", "if (true)\n    result"),
        ("if (looks && charge.isEntry &&", "if (false && charge.isEntry &&"),
        ("(busiest - 1) * bounds.timeToMacs", "busiest * bounds.timeToMacs"),
        ("most.first = elements.first;", "most.first = 0;"),
        ("metric == Metric::Edp ? infinity : worst();", "worst();"),
        ("if (!isEdp && isWorse(least))", "if (isWorse(least))"),
        ("if (refining && !looks)", "if (refining)"),
    ],
    "lib/Search/PaddedLayers.cpp": [
        ("tile[index(dim)] = std::min(tile[index(dim)], layer.bound(dim));", "(void)tile[index(dim)];"),
        ("    space.offer(*schedule, best);\n", "    (void)best;\n"),
        ("double saving = 1 - cost", "double saving = 1 - 0.5 * cost"),
        ("saving > leastSaving", "saving > 0"),
        ("options.factors == FactorMode::Imperfect ||", ""),
    ],
    "lib/Search/FewestSteps.cpp": [
        ("others *= static_cast<double>(layer.bound(dim));", ""),
        ("room[set] *= static_cast<double>(array.size);", "room[set] = static_cast<double>(array.size);"),
        ("int64_t count = (bound - 1) / own + 1;", "int64_t count = bound / own + 1;"),
        ("fits &= units[with]", "fits |= units[with]"),
        ("--own;", "own /= 2;"),
    ],
    "lib/Search/UnitSplits.cpp": [
        # IP-7
        ("begin(k) * begin(b)", "2 * begin(k) * begin(b)"),
        ("sharing = std::min(limit, units);", "sharing = std::min(limit, 1.0);"),
        ("roundedUp[0][k] * roundedUp[1][b] - 1;", "roundedUp[0][k] * roundedUp[1][b];"),
        ("begin * fewestSteps(group, array) / all", "(begin + 1) * fewestSteps(group, array) / all"),
        ("facts.maxUnits(last) == 1 && !isOnly", "!isOnly"),
        ("facts.maxUnits(last) == 1 && !isOnly", "facts.maxUnits(last) == 1"),
        ("(isOnly && op == Operand::Output) ||", ""),
    ],
    "lib/Search/BottomUp.cpp": [
        ("return cost < other.cost;", "return cost > other.cost;"),
        ("choices > other.choices", "choices < other.choices"),
        ("(ofLargest[dim] == 1 ? 0 : 1)", "1"),
        ("reusedIterations > other.reusedIterations", "reusedIterations < other.reusedIterations"),
        ("site.memory >= outer && site.memory < end", "site.memory >= outer && site.memory <= end"),
    ],
    "lib/Model/Layer.cpp": [
        ("Count input = images * windows * at(Dim::G);", "Count input = images * windows;"),
        ("at(Dim::K) * windows * at(Dim::G),", "at(Dim::K) * windows,"),
        ("images * at(Dim::K) * at(Dim::G)}", "images * at(Dim::K)}"),
    ],
    "lib/Model/LoopNest.cpp": [
        # CM-1, CM-2
        ("(entering - 1) / tile + 1;", "entering / tile;"),
        ("if (!(counts >> next & 1)) {", "if (counts >> next & 1) {"),
        ("piece.extent %= tile;", "piece.extent -= tile;"),
        ("numPieces(dim, numLevels, memories);", "numPieces(dim, numLevels, memories | usedArrays);"),
        # CM-3
        ("if (isRelevant(op, dim))\n        return;", "if (!isRelevant(op, dim))\n        return;"),
        ("return {visits - firstVisits, visits};", "return {visits, visits};"),
        # CM-4
        ("steps(dim, cutting & counts) *", "steps(dim, cutting) *"),
        ("firstVisits *= nest.numPieces(dim, store, apart);", ""),
        # CM-5
        ("Count(image - images) * windows * pair.stride", "Count(image - images) * images * pair.stride"),
        ("Count(window - windows) * images * pair.dilation", "Count(window - windows) * images * pair.stride"),
        # CM-6
        ("among & levelsOutside(innermost(sliding));", "among & levelsOutside(outermost(sliding));"),
        ("result = least(result, total(split, merged));", ""),
        ("result = least(result, total(merged, split));", ""),
        # CM-11
        ("least((x - 1) * stride + (w - 1) * dilation + 1, x * w)", "least((x - 1) * dilation + (w - 1) * stride + 1, x * w)"),
        ("elements *= merged * steps(image, apart) * steps(window, apart);", "elements *= merged;"),
        # CM-19
        ("(nest.cuts(dim) | nest.cuts(windowOf(pair))) & inside))", "nest.cuts(dim) & inside))"),
    ],
    "lib/Model/Fill.cpp": [
        # CM-18
        ("result.skew += array->size - 1;", "result.skew += array->size;"),
        ("result.once += result.rows;", "result.once += 1;"),
    ],
    "lib/Model/ExactCostModel.cpp": [
        # CM-7
        ("entry.elements(0, between);", "entry.elements(between, 0);"),
        ("all(result.receivedByBusiest, outside | between, 0);", "all(result.receivedByBusiest, outside, 0);"),
        # CM-8, CM-9
        ("take(through.sent.total() - stays);", "take(through.sent.total());"),
        ("kept - mostOfOne * others", "kept + mostOfOne * others"),
        # CM-10, CM-11
        ("elements.total() + outside.total(),", "elements.total(),"),
        ("cycles(steps.in, elements.in + outside.out, memory.readBits)", "cycles(steps.in, elements.in + outside.in, memory.readBits)"),
        ("stepBits.ceilDiv(width) * steps +", "stepBits.ceilDiv(width) +"),
        # CM-12, CM-13, CM-14
        (": memory(entry.store).doubleBuffered;", ": !memory(entry.store).doubleBuffered;"),
        ("return std::max(all(read), all(write));", "return all(read) + all(write);"),
        ("std::max({cycles[0], cycles[1], cycles[2]})", "cycles[0]"),
        ("std::max(cost.cycles + result.serial, result.cycles);", "cost.cycles + result.cycles;"),
        # CM-16
        ("memory.staticPower * nanoseconds * instances;", "memory.staticPower * nanoseconds;"),
        ("(1000.0 / accelerator.frequencyMHz)", "(accelerator.frequencyMHz / 1000.0)"),
    ],
    "lib/Model/Energy.cpp": [
        # CM-15
        ("add(static_cast<uint64_t>(moved.reads[i]), memory.readEnergy[i]);", "add(static_cast<uint64_t>(moved.reads[i]), memory.writeEnergy[i]);"),
        ("add(static_cast<uint64_t>(moved.through[i]), memory.passEnergy[i]);", "add(static_cast<uint64_t>(moved.through[i]), memory.readEnergy[i]);"),
    ],
    "lib/Model/CostModel.cpp": [
        ("return energy * cycles;", "return energy + cycles;"),
        ("if (levels[level].cycles <= time)", "if (levels[level].cycles >= time)"),
    ],
    "lib/Model/PublishedCostModel.cpp": [
        # PM-1
        ("steps - steps / reductions, steps}", "steps + steps / reductions, steps}"),
        ("counts[1].in = steps / row[Group::BPQ];", "counts[1].in = steps * row[Group::BPQ];"),
        ("steps / reductions * (outer[Group::CRS] - 1)", "steps / reductions * (outer[Group::CRS] + 1)"),
        ("counts[2].out = steps / row[Group::CRS];", "counts[2].out = steps;"),
        ("if (row[Group::K] != 1)", "if (row[Group::K] == 1)"),
        ("std::max(row[Group::BPQ], row[Group::CRS])", "std::min(row[Group::BPQ], row[Group::CRS])"),
        ("{{{1, 0}, {1, 0}, {0, 1}}}", "{{{1, 0}, {1, 0}, {1, 1}}}"),
        ("if (held.contains(op) || !dram", "if (!held.contains(op) || !dram"),
        ("Tiles<T>{reuse - 1, reuse}", "Tiles<T>{reuse, reuse}"),
        # PM-3, PM-4, PM-5
        ("Count reads = (inside.in + outside.out) * instances,", "Count reads = (inside.in + outside.out),"),
        ("accesses(volume[i]) * (Count(tiles[i].in) + tiles[i].out)", "accesses(volume[i]) * Count(tiles[i].in)"),
        ("memory.separatePorts && level != shape.dram", "memory.separatePorts || level != shape.dram"),
        ("cost.cycles += level.cycles;", "cost.cycles = std::max(cost.cycles, level.cycles);"),
        #
        ("{crs, input | output, output, input}", "{crs, output, output}"),
    ],
    "lib/Model/PublishedScope.cpp": [
        ("if (memory.wholeAccesses != isLocalBuffer)", "if (memory.wholeAccesses && !isLocalBuffer)"),
        ("if (isLocalBuffer && memory.holds", "if (memory.holds"),
        ("if (entering % tile != 0)", "if (entering % tile > 1)"),
        ("return steps[index(dim)] != 1;", "return true;"),
    ],
    "lib/Model/Reuse.cpp": [
        #
        ("result.steps / row[groups[innermost]];", "result.steps;"),
        ("{bpq | crs | g, output, 0},", "{bpq | g, output, 0},"),
    ],
    "lib/Model/Schedule.cpp": [
        ("if (tile >= 1 && tile <= largest)", "if (tile >= 1)"),
        ("steps[index(dim)] != 1 && !array.dims.contains(dim)", "steps[index(dim)] != 1 && array.dims.contains(dim)"),
        ("units.get() <= array.size)", "units.get() < array.size)"),
        ("required != 0 && steps[index(dim)] != required", "required != 0 && steps[index(dim)] < required"),
        ("has /= 2;", ""),
        ("needed.get() <= has)", "needed.get() < has)"),
        ("(accelerator.bitsOf(op) / unit)", "unit"),
    ],
    "lib/Model/HandOver.cpp": [
        # HO
        ("if (relevant && insideK)\n        return false;", "if (relevant && insideK)\n        return true;"),
        ("(std::max<int64_t>(padding, 0) + 1) / 2", "(std::max<int64_t>(padding, 0)) / 2"),
        ("writer.splits(Group::CRS) || reader.splits(Group::K)", "writer.splits(Group::CRS) && reader.splits(Group::K)"),
        ("first(std::min(below, last), w) + length", "first(std::min(below, last), w)"),
        ("w == window ? image + 1", "w == window ? image + 2"),
        ("whole * length + rest;", "whole * length + 0 * rest;"),
        ("reader.movedOf(axis.image) * axis.stride - padding", "reader.movedOf(axis.image) * axis.stride"),
    ],
    "lib/Config/YamlValues.cpp": [
        ('{"B", 8}', '{"B", 1}'),
        ('{"KiB", int64_t(8) << 10}', '{"KiB", int64_t(8) * 1000}'),
        ('{"MiB", int64_t(8) << 20}', '{"MiB", int64_t(8) << 10}'),
        ('{"GiB", int64_t(8) << 30}', '{"GiB", int64_t(1) << 30}'),
        ("if (bits > static_cast<double>(maxSize))", "if (bits >= static_cast<double>(maxSize))"),
        ("bits < 1 || bits != std::floor(bits)", "bits < 1"),
    ],
    "lib/Config/AcceleratorYaml.cpp": [
        ("result.write = result.read;", ""),
        ("memory.separatePorts = *choice == 1;", "memory.separatePorts = *choice == 0;"),
        ("units *= array->size;", "units += array->size;"),
        ("result.levels.size() == maxLevels)", "result.levels.size() == maxLevels + 1)"),
    ],
}

# Where a mutant of a file is likely to be noticed; the other tests run after.
LIKELY = {
    "lib/Search/": "OptimalProperty.*:Optimal.M*:Optimal.L*:Optimal.P*:Optimal.T*:TileLattice.*",
    "lib/Search/PartialMinima": "ImperfectProperty.*",
    "lib/Search/Piece": "PieceChain.*:PieceBounds.*:PieceFacts.*:PieceMirrors.*:ImperfectProperty.*",
    "lib/Search/FewestSteps": "FewestSteps.*",
    "lib/Search/BusyUnits": "BusyUnits.*:ImperfectProperty.*",
    "lib/Search/UnitSplits": "UnitSplits.*:ImperfectProperty.*",
    "lib/Search/Search.cpp": "ImperfectSearch.*:Infeasible.*:AbuseTest.*",
    "lib/Search/Imperfect": "ImperfectProperty.*:ImperfectSearch.*:AbuseTest.*",
    "lib/Search/Padded": "ImperfectSaves.*",
    "lib/Search/Candidates": "*CrossLayer*:*ChipPartition*",
    "lib/Search/ChipPartition": "*ChipPartition*",
    "lib/Search/BottomUp": "BottomUp.*",
    "lib/Model/": "Exact.*:Published.*:Schedule.*:*HandOver*:InferLink.*:Conformance.*:ExactModel.*:Systolic.*",
    "lib/Config/": "Yaml*:Accelerator*",
}
