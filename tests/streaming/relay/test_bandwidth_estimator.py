"""Bandwidth estimates and the chosen layers, against a simulated line and browser."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay.bandwidth_estimator import (
    LONGEST_PAUSE,
    PAUSE,
    PROBE_SECONDS,
    RECOVERS,
    START,
    BandwidthEstimator,
)
from streaming.relay.layers import OFF, PictureLayers, choose_layers, counted_bitrate, largest_useful_layer

RATES = (100_000.0, 300_000.0, 900_000.0)


class Sim:
    """A browser behind a line: its estimate grows by 8 % a second, up to one and a half times what it receives.

    If more is sent than the line carries, it falls to 85 % of what arrived (draft-ietf-rmcat-gcc-02, section 5.5).
    """

    STEP = 0.2

    def __init__(self, *, has_remb: bool = True) -> None:
        self.line = BandwidthEstimator(has_remb=has_remb)
        self.has_remb, self.now, self.estimate = has_remb, 1000.0, 30_000_000.0
        self.layer = 0
        self.seen: list[tuple[float, int]] = []
        self.probes = 0
        self._beat = 0.0

    @property
    def sent(self) -> float:
        return RATES[self.layer] if self.layer != OFF else 0.0

    def run(self, capacity: float, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now += self.STEP
            total = max(self.sent, self.line.probe_goal or 0.0)
            if total > capacity:
                self.estimate = min(self.estimate, 0.85 * capacity)
            elif self.estimate < 1.5 * total:
                self.estimate = min(1.5 * total, self.estimate * 1.08**self.STEP)
            if self.has_remb and total and self.line.note_remb(self.estimate, self.sent, self.now):
                self._settle()
            if self.now - self._beat >= 1:
                if total and self.line.note_loss(max(0.0, 1 - capacity / total), self.sent, self.now):
                    self._settle()
                self._attend()

    def _attend(self) -> None:
        self._beat = self.now
        self.line.update(self.sent, self.now)
        self.line.end_probe(self.sent, self.now)
        self._settle()
        step = self.layer + 1
        if step < len(RATES) and self.line.may_probe(self.now):
            self.line.begin_probe(counted_bitrate(self._picture(), step), self.now)
            self.probes += 1

    def _picture(self) -> PictureLayers:
        return PictureLayers(RATES, self.layer, 2)

    def _settle(self) -> None:
        (layer,) = choose_layers([self._picture()], self.line.bits)
        if layer != self.layer:
            self.layer = layer
            self.seen.append((self.now, layer))


def test_a_line_that_narrows_and_widens_is_followed_without_flapping() -> None:
    sim = Sim()
    sim.run(2_000_000, 20)
    assert sim.layer == 2

    sim.run(200_000, 60)
    assert sim.layer == 0
    narrowed = [layer for _, layer in sim.seen]
    assert narrowed in ([2, 0], [1, 2, 0], [1, 2, 1, 0])
    assert sim.probes < 8, "each that failed doubled the time to the next"

    sim.run(2_000_000, 90)
    assert [layer for _, layer in sim.seen[len(narrowed) :]] == [1, 2]


def test_below_the_smallest_layer_there_is_no_picture_and_it_comes_back() -> None:
    sim = Sim()
    sim.run(2_000_000, 20)
    sim.run(60_000, 60)
    assert sim.layer == OFF
    before = len(sim.seen)

    sim.run(2_000_000, 120)

    assert [layer for _, layer in sim.seen[before:]] == [0, 1, 2]


def test_a_browser_without_estimates_is_judged_by_its_losses() -> None:
    sim = Sim(has_remb=False)
    sim.run(2_000_000, 20)
    assert sim.layer == 2

    sim.run(200_000, 20)
    assert sim.layer == 0

    sim.run(2_000_000, 90)
    assert sim.layer == 2


@given(st.lists(st.sampled_from([50_000, 150_000, 400_000, 2_000_000]), min_size=1, max_size=6))
def test_on_any_line_probes_grow_rare_and_the_layer_fits_in_the_end(course: list[int]) -> None:
    sim = Sim()
    for capacity in course:
        sim.run(capacity, 30)
    sim.run(course[-1], 200)

    assert sim.sent <= course[-1]
    last = [at for at, _ in sim.seen if at > sim.now - 100]
    assert len(last) <= 1, "it stays"
    assert sim.layer == max([OFF, *(n for n, rate in enumerate(RATES) if 1.1 * rate < course[-1])])


def test_a_failed_probe_lowers_nothing_and_delays_the_next() -> None:
    line, now, pauses = BandwidthEstimator(has_remb=True), 1000.0, []
    line.note_remb(150_000, 100_000, now)
    line.note_remb(100_000, 150_000, now)
    for _ in range(6):
        began = now
        while not line.may_probe(now):
            now += 0.1
        pauses.append(now - began)
        line.begin_probe(330_000, now)
        now += 0.5
        line.note_remb(120_000, 100_000, now)
        assert line.note_remb(100_000, 100_000, now)
        assert line.bits == 100_000
        assert line.probe_goal is None

    assert pauses[0] < PAUSE + 0.2
    assert all(later > 1.5 * before for before, later in pairwise(pauses[:5]))
    assert pauses[-1] < LONGEST_PAUSE + 0.2


def test_a_probe_without_complaint_raises_the_estimate() -> None:
    line = BandwidthEstimator(has_remb=True)
    assert not line.may_probe(10.0), "not at once"
    assert line.may_probe(11.0)
    line.begin_probe(990_000, 11.0)
    assert not line.may_probe(12.0)
    assert not line.end_probe(300_000, 11.0 + PROBE_SECONDS - 0.1)

    assert line.end_probe(300_000, 11.0 + PROBE_SECONDS)
    assert line.bits == 990_000


def test_a_low_first_estimate_turns_no_picture_off() -> None:
    line, now, told = BandwidthEstimator(has_remb=True), 1.0, 41_000.0
    assert line.is_guess

    assert not line.note_remb(told, 0, now)
    assert (line.bits, line.is_guess) == (START, False)
    while told < 900_000:
        now, told = now + 1, 1.08 * told
        assert not line.note_remb(told, 900_000, now)
        line.update(900_000, now)
        assert not line.is_far_below(900_000)
    assert line.bits == told


@pytest.mark.parametrize(("fraction", "beyond_doubt"), [(0.13, False), (0.3, True)])
def test_before_the_first_estimate_only_heavy_loss_turns_a_picture_off(
    fraction: float, beyond_doubt: bool
) -> None:
    line = BandwidthEstimator(has_remb=True)
    assert line.note_loss(fraction, 96_000, 0.0)

    assert line.bits < 96_000
    assert line.is_far_below(96_000) == beyond_doubt
    line.update(96_000, RECOVERS)
    assert line.bits == 96_000


def test_a_first_estimate_that_does_not_grow_is_believed() -> None:
    line = BandwidthEstimator(has_remb=True)
    assert not line.note_remb(200_000, 300_000, 1.0)
    line.update(300_000, 1.9)
    assert line.bits == START

    line.update(300_000, 2.0)
    assert (line.bits, line.is_far_below(500_000)) == (200_000, True)


def test_a_low_estimate_that_stops_growing_is_believed() -> None:
    line = BandwidthEstimator(has_remb=True)
    for now, told in enumerate([100_000, 110_000, 120_000, 130_000, 130_000, 130_000, 130_000, 130_000]):
        assert not line.note_remb(told, 300_000, now)
        line.update(300_000, now)
    assert line.bits == 130_000


def test_the_usual_loss_of_a_line_fails_no_probe() -> None:
    line = BandwidthEstimator(has_remb=True)
    line.note_loss(0.05, 300_000, 1.0)
    line.begin_probe(990_000, 2.0)

    assert not line.note_loss(0.06, 300_000, 3.0)
    assert line.note_loss(0.11, 300_000, 3.0)


def test_all_pictures_get_their_smallest_layer_before_one_gets_a_larger() -> None:
    fresh = PictureLayers(RATES, OFF, 2)

    assert choose_layers([fresh, fresh, fresh], 250_000) == [0, 0, OFF]
    assert choose_layers([fresh, fresh, fresh], 500_000) == [0, 0, 0]
    assert choose_layers([fresh, fresh, fresh], 800_000) == [1, 1, 0]
    assert choose_layers([fresh, fresh], 1_330_000) == [2, 1]
    assert choose_layers([fresh, fresh], 1_310_000) == [1, 1]
    assert choose_layers([fresh], 0) == [OFF]
    assert choose_layers([], 1) == []


def test_a_layer_that_just_fits_stays() -> None:
    assert choose_layers([PictureLayers(RATES, 2, 2)], 880_000) == [2]
    assert choose_layers([PictureLayers(RATES, 1, 2)], 880_000) == [1]
    assert choose_layers([PictureLayers(RATES, 1, 2)], 950_000) == [1]


def test_no_layer_is_larger_than_the_screen_needs() -> None:
    assert choose_layers([PictureLayers(RATES, 2, 0)], 2_000_000) == [0]
    assert [
        largest_useful_layer([180, 360, 720], shown) for shown in (None, 0, 200, 240, 241, 480, 481, 2000)
    ] == [
        2,
        0,
        0,
        0,
        1,
        1,
        2,
        2,
    ]
