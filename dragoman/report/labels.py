"""Labels that outlets use in their own voice, by what they are labels for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dragoman.report.article import UNKNOWN_OUTLET
from dragoman.report.contexts_linked import LabelGroup, LabelUse
from dragoman.report.view import LabelView


def labels_of(labels: Iterable[LabelView], anchors: Mapping[str, str]) -> Iterator[LabelGroup]:
    """Things for which there is more than one label, the most used label first. ``anchors`` tell where an
    article is shown, by its id; places in others are left out."""
    things: defaultdict[str, defaultdict[str, list[LabelUse]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        held = [place.article for place in label.places if place.article in anchors]
        if held:
            outlet = label.outlet or UNKNOWN_OUTLET
            things[label.thing][label.term].append(LabelUse(outlet, len(held), anchors[held[0]]))
    for thing, terms in things.items():
        if len(terms) > 1:
            ordered = sorted(terms.items(), key=lambda t: (-sum(use.times for use in t[1]), t[0]))
            yield LabelGroup(thing, tuple((term, tuple(uses)) for term, uses in ordered))
