"""An address or more of every page, over the ledger of the examples."""

from __future__ import annotations

SAMPLES: dict[str, tuple[str, ...]] = {
    "start": ("/",),
    "search": ("/search?q=fog", "/search?q=boats&act=denies", "/search", "/search?q=lost+in+mist&by=meaning"),
    "searches": ("/searches", "/searches?keep=q%3Dfog%26act%3Ddenies"),
    "check": ("/check", "/check?words=two+ferries+in+the+fog", "/check?words=no+such+words+anywhere"),
    "stories": ("/stories",),
    "story": ("/story/y8d2dc18169784df4",),
    "coverage": ("/coverage/y8d2dc18169784df4",),
    "people": ("/people", "/people?q=dr"),
    "person": ("/person/Ilan%20Dravek",),
    "outlets": ("/outlets",),
    "outlet": ("/outlet/StraitBlog",),
    "articles": ("/articles",),
    "labels": ("/labels/StraitBlog", "/labels/The%20Lindhaven%20Courier"),
    "altered": ("/altered/StraitBlog", "/altered/Karsk%20Today"),
    "relations": (
        "/relations",
        "/relations?one=Veldoria&other=Ostmar",
        "/relations?one=Mirela+Sandor&other=Veldoria",
        "/relations?one=Veldoria&other=Nobody+At+All",
    ),
    "utterance": ("/utterance/s386252125a8a1a41", "/utterance/s83ef3520a2e0bb86"),
    "article": ("/article/courier-talks",),
    "beside": ("/article/harbour-post-deal/beside", "/article/courier-talks/beside"),
    "review": ("/review", "/review?what=utterances", "/review?what=exchanges"),
    "judgements": ("/judgements",),
    "judge": ("/judge/s386252125a8a1a41",),
    "changes": ("/changes",),
    "page-changes": ("/changes/courier-talks",),
    "compare": (
        "/compare",
        "/compare?one=The+Lindhaven+Courier&other=Karsk+Today",
        "/compare?what=people&one=Ilan+Dravek&other=Tomas+Hale",
        "/compare?what=days&one_from=2033-03-10&one_to=2033-03-11&other_from=2033-03-12&other_to=2033-04-30",
        "/compare?one=Karsk+Today&other=No+Such+Paper",
    ),
    "read": ("/read",),
    "api": ("/api",),
    "elements": ("/elements",),
}
