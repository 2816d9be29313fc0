# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Machines, layers, networks and schedules as values."""

import json
import pickle

import pytest
from conftest import SYSTOLIC

import neurospector as ns


@pytest.mark.parametrize("name", ns.Machine.builtin())
def test_machines_round_trip(name):
    machine = ns.Machine.load(name)
    assert ns.Machine.from_yaml(machine.to_yaml()) == machine
    assert ns.Machine.load(machine.to_dict()) == machine
    assert pickle.loads(pickle.dumps(machine)) == machine
    assert hash(ns.Machine.load(machine)) == hash(machine)


def test_machine_is_shown(systolic):
    assert repr(systolic) == (
        "<Machine systolic: DRAM > SCRATCHPAD > ACCUMULATOR > ROWS > COLUMNS > "
        "WEIGHT_REGISTER>"
    )
    assert "SCRATCHPAD" in systolic._repr_html_()
    assert systolic.mac_units == 256


def test_machine_is_as_the_command_prints_it(systolic, command):
    printed = command("--accelerator", SYSTOLIC, "--print_accelerator=yaml")
    assert systolic.to_yaml() == printed


def test_machine_quantities(systolic, eyeriss):
    assert systolic["SCRATCHPAD.capacity"] == 256 * 1024
    assert systolic["frequency"] == 1000
    assert systolic["ROWS.dims"] == ["C", "R", "S"]
    assert systolic["SCRATCHPAD.double_buffered"] is True
    assert eyeriss["PE_ARRAY.size.x"] == 14
    assert eyeriss["LOCAL_BUFFER.capacity.1.size"] == 448
    with pytest.raises(KeyError, match="nothing is at 'ROWS.energy'"):
        systolic["ROWS.energy"]


def test_machine_with_other_quantities(systolic):
    other = systolic.replace({"SCRATCHPAD.capacity": "1 MiB", "ROWS.size": 32})
    assert (other["SCRATCHPAD.capacity"], other.mac_units) == (1 << 20, 512)
    assert systolic["SCRATCHPAD.capacity"] == 1 << 18
    # A key that was at its default, below one that was too.
    slow = systolic.replace({"DRAM.access_cycles.weight": 3})
    assert slow["DRAM.access_cycles"] == {"weight": 3}


def test_errors_of_machines(systolic, tmp_path):
    with pytest.raises(ns.Error) as error:
        ns.Machine.load("eyerisss")
    assert "no built-in accelerator 'eyerisss'" in str(error.value)
    assert "built-in: acc_1lv, acc_2lv, cortex-a76" in str(error.value)

    path = tmp_path / "bad.yaml"
    path.write_text(systolic.to_yaml().replace("capacity: 64 KiB", "capcity: 64 KiB"))
    with pytest.raises(ns.Error) as error:
        ns.Machine.load(path)
    first, line, caret = str(error.value).splitlines()
    assert first.endswith(
        "bad.yaml:20:5: error: unknown key 'capcity', did you mean 'capacity'?"
    )
    assert (line, caret) == ("    capcity: 64 KiB", "    ^")

    with pytest.raises(ns.Error, match=r"no level 'ROW' .*did you mean 'ROWS'\?"):
        systolic.replace({"ROW.size": 4})
    with pytest.raises(ns.Error, match="unknown key 'sice', did you mean 'size'"):
        systolic.replace({"ROWS.sice": 4})
    with pytest.raises(KeyError, match="nothing can be put at 'frequency.mega'"):
        systolic.replace({"frequency.mega": 4})


def test_layers():
    layer = ns.Layer("c", {"K": 64, "P": 56, "Q": 28, "R": 3}, stride=[1, 2], repeat=3)
    assert layer.bounds == (64, 1, 56, 28, 1, 3, 1, 1)
    assert (layer.stride, layer.dilation) == ((1, 2, 1), (1, 1, 1))
    assert layer == ns.Layer("c", [64, 1, 56, 28, 1, 3, 1, 1], [1, 2], 1, 3)
    assert layer != ns.Layer("c", [64, 1, 56, 28, 1, 3, 1, 1], [1, 2])
    assert pickle.loads(pickle.dumps(layer)) == layer
    assert hash(pickle.loads(pickle.dumps(layer))) == hash(layer)
    assert eval(repr(layer), {"Layer": ns.Layer}) == layer
    assert ns.Layer("deep", {"D": 4, "T": 3}).bounds == (1,) * 8 + (4, 3)
    with pytest.raises(AttributeError):
        layer.name = "other"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"bounds": [1, 2]}, "bounds: 2 values; expected K,B,P,Q,C,R,S,G, or these"),
        ({"bounds": {"k": 2}}, "unknown dimension 'k': K, B, P, Q, C, R, S, G, D, T"),
        ({"bounds": {"K": 0}}, "layer 'x': bound of K is 0, expected"),
        ({"bounds": {}, "stride": [1] * 4}, "stride: 4 values; expected one for all"),
        ({"bounds": {}, "dilation": 0}, "dilation"),
        ({"bounds": {}, "repeat": 0}, "layer 'x': repeat is 0; expected at least 1"),
    ],
)
def test_errors_of_layers(arguments, message):
    with pytest.raises(ns.Error, match=message):
        ns.Layer("x", **arguments)


@pytest.mark.parametrize("name", ns.Network.builtin())
def test_networks_round_trip(name, tmp_path):
    network = ns.Network.load(name)
    for file in (f"{network.name}.jsonl", f"{network.name}.cfg"):
        network.save(tmp_path / file)
        assert ns.Network.load(tmp_path / file) == network
    assert ns.Network.from_jsonl(network.to_jsonl(), network.name) == network
    assert pickle.loads(pickle.dumps(network)) == network


def test_network_is_a_sequence(tiny):
    assert [layer.name for layer in tiny] == ["conv", "fc", "again"]
    assert len(tiny[1:]) == 2
    assert tiny[-1].name == "again"
    assert tiny.macs == 8 * 36 * 4 * 9 + 3 * 320
    assert repr(tiny) == "<Network tiny: 3 layers, 0.000 G multiply-accumulates>"
    assert "<td>again</td>" in tiny._repr_html_()


def test_errors_and_warnings_of_networks(tmp_path):
    path = tmp_path / "n.jsonl"
    path.write_text('{"layer": "a", "bounds": [1,1,1,1,1,1,1,0]}\n')
    with pytest.raises(ns.Error, match=r"n\.jsonl:1:42: error: "):
        ns.Network.load(path)
    path.write_text('{"layer": "a", "bounds": [1,1,1,1,1,1,1,1], "note": 3}\n')
    with pytest.warns(UserWarning, match=r"n\.jsonl:1:\d+: warning: .*'note'"):
        assert len(ns.Network.load(path)) == 1


def test_values_are_immutable(eyeriss, tiny):
    space = ns.Space(eyeriss, {"PE_ARRAY.size.x": [7, 14]})
    result = ns.schedule(tiny, eyeriss)
    for value in (eyeriss, tiny, space, result, result[0], ns.explore(space, tiny)):
        kind = type(value).__name__
        with pytest.raises(AttributeError, match=f"a {kind} is immutable"):
            value.machine = None
        with pytest.raises(AttributeError, match=f"a {kind} is immutable"):
            del value.machine
    assert pickle.loads(pickle.dumps(space)).machine == eyeriss


def test_schedules(eyeriss, tiny):
    found = ns.schedule(tiny[0], eyeriss)[0].schedule
    assert list(found.tiles) == [
        "DRAM",
        "GLOBAL_BUFFER",
        "PE_ARRAY(Y)",
        "PE_ARRAY(X)",
        "LOCAL_BUFFER",
    ]
    assert found.tiles["LOCAL_BUFFER"] == (1,) * 8
    assert pickle.loads(pickle.dumps(found)) == found
    assert ns.Schedule.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert eval(repr(found), {"Schedule": ns.Schedule}) == found
