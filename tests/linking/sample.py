"""Links of the sample plan with itself, made by hand: every term of the graph of links at least once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mapper.graph import DocumentGraph, document_graph
from mapper.linking.documents import Links
from mapper.linking.link import Change, Decision, End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import DocumentProfile, ThingKind, ThingProfile
from mapper.linking.profiling import make_profile
from mapper.linking.writing import LinksGraph, links_graph
from mapper.vocabulary import CONCEPTS, WP
from tests.graph.sample import BASE, SAMPLE

DOC = SAMPLE.doc


def place(line: int) -> Place:
    """A line of the sample plan."""
    return Place(doc=DOC, line=line)


def sample_profile(written: DocumentGraph) -> DocumentProfile:
    """The profile of the sample plan, with its servers taken for an information system."""
    profile = make_profile(SAMPLE, written)
    mark = f" <{WP.assetGroup}> <"
    groups = sorted(line.split(mark)[1].partition(">")[0] for line in written.quads if mark in line)
    system = ThingProfile(thing=groups[0], kind=ThingKind.SYSTEM, name="통합서버", line=40)
    (plan,) = profile.plans
    return replace(profile, plans=(replace(plan, things=(*plan.things, system)),))


def sample_links(profile: DocumentProfile) -> Links:
    """A link of each kind, one of them confirmed by a person, and a reorganisation."""
    (plan,) = profile.plans
    department, bureau, team = (End(iri=o.thing, label=o.name, place=place(o.line)) for o in plan.offices)
    later, earlier = (End(iri=p.iri, label=p.title or "이름 없음", place=place(p.line)) for p in plan.projects)
    amounts = Evidence(
        kind=EvidenceKind.AMOUNTS,
        weight=0.75,
        text="2023: 400,000 = 400,000",
        places=(place(22), place(61)),
        statements=(plan.projects[0].amounts[0].statement,),
    )
    name = Evidence(kind=EvidenceKind.NAME, weight=0.3, text="한 이름의 다른 표기", places=(place(5),))
    words = Evidence(kind=EvidenceKind.WORDS, weight=0.95, text="title: 자가통신망", places=(place(12),))
    programme = plan.programmes[0]
    person = Evidence(
        kind=EvidenceKind.PERSON,
        weight=1.0,
        text="기록관리팀, 2026-11-20: 직제 대조",
        who="기록관리팀",
        when=date(2026, 11, 20),
        why="직제 대조",
    )
    succession = Link(
        kind=LinkKind.SUCCEEDS,
        start=department,
        end=bureau,
        score=1.0,
        evidence=(person,),
        method="decisions/1",
        decision=Decision.CONFIRMED,
    )
    links = (
        Link(
            kind=LinkKind.CONTINUES,
            start=later,
            end=earlier,
            score=0.83,
            evidence=(name, amounts),
            method="projects/1",
        ),
        Link(kind=LinkKind.SAME, start=team, end=department, score=0.3, evidence=(name,), method="offices/1"),
        succession,
        Link(
            kind=LinkKind.TOPIC,
            start=later,
            end=End(iri=CONCEPTS[WP.Topic]["own_network"], label="자가통신망"),
            score=0.95,
            evidence=(words,),
            method="topics/1",
        ),
        Link(
            kind=LinkKind.TOPIC,
            start=End(iri=programme.iri, label=programme.name, place=place(programme.line)),
            end=End(iri=CONCEPTS[WP.Topic]["digital"], label="디지털·정보화"),
            score=0.95,
            evidence=(words,),
            method="topics/1",
        ),
    )
    change = Change(
        kind="rename",
        municipality=plan.municipality,
        originals=(bureau,),
        results=(department,),
        after="2022-10",
        before="2023",
        links=(succession,),
    )
    things = [*(o.thing for o in plan.offices), *(t.thing for t in plan.things)]
    return Links(links, (change,), {**{iri: iri for iri in things}, team.iri: department.iri})


def sample_graph_of_links(written: DocumentGraph | None = None) -> LinksGraph:
    """The graph of these links."""
    profile = sample_profile(written or document_graph(SAMPLE, base=BASE))
    return links_graph(sample_links(profile), [profile], base=BASE)
