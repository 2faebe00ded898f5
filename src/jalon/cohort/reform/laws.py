"""Which two laws are compared: those of two filing days, the texts of two days for one and the same filing day, or the law
in force and the same once edited by a Python file."""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from jalon.cohort.running.asked import FILED_ON, Asked, CohortError
from jalon.i18n import Speaker
from jalon.language.statutes import Programme, Words
from jalon.language.walk import describe
from jalon.law import PROGRAMMES
from jalon.law.editing import EditError
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.compiling import all_versions
from jalon.readings.decide.decision import INTAKE, View

FUNCTION: Final = "reform"
_TITLE: Final = "TITLE"


@dataclass(frozen=True)
class Laws:
    """Two laws of the same streams.

    People file on a day the same for all (`before_on`, `after_on`), or else each on the day of a column, the same under
    both. `title` names an edited law; `texts` are the days of which the texts are compared, whatever the filing day; both
    are None where only filing days differ.
    """

    before: Mapping[str, Programme]
    after: Mapping[str, Programme]
    before_on: date | None = None
    after_on: date | None = None
    on_column: str = FILED_ON
    view: View = "as-applied"
    title: Words | None = None
    texts: tuple[date, date] | None = None

    @property
    def same_day(self) -> bool:
        """Whether everybody files on the same day under both laws."""
        return self.before_on == self.after_on

    def edited(self, programme: str) -> bool:
        """Whether the text of a stream differs, whatever the days."""
        return self.before[programme] is not self.after[programme]

    def asked(self, on: date | None, by: Sequence[str] = ()) -> Asked:
        """What is asked of the readers of files."""
        return Asked(programmes=tuple(self.before), view=self.view, on=on, on_column=self.on_column, by=tuple(by))


def two_days(programmes: Sequence[str], before: date, after: date, view: View = "as-applied") -> Laws:
    """Everybody as if they filed on each of two days."""
    streams = {id: PROGRAMMES[id] for id in programmes}
    return Laws(streams, streams, before, after, view=view)


def two_texts(
    programmes: Sequence[str],
    before: date,
    after: date,
    *,
    on: date | None = None,
    on_column: str = FILED_ON,
    view: View = "as-applied",
) -> Laws:
    """The texts in force on two days, each as if it governed whatever day people file."""
    olds = {id: kept_from(PROGRAMMES[id], before, view) for id in programmes}
    news = {id: kept_from(PROGRAMMES[id], after, view) for id in programmes}
    for id, programme in olds.items():
        if _same(programme, news[id]):
            news[id] = programme
    return Laws(olds, news, on, on, on_column, view, texts=(before, after))


def kept_from(programme: Programme, day: date, view: View = "as-applied") -> Programme:
    """The programme as it stood on a day, for ever: its version of that day and the state of intake, and no other."""
    version, intake = programme.version_on(day.toordinal(), view), programme.intake_on(day.toordinal())
    always = date.min.isoformat()
    if day.toordinal() > programme.last_checked:
        intake = replace(intake, state="unknown", unless=None)
    return replace(
        programme,
        versions=(replace(version, since=always, until=None),) if version else (),
        intake=(replace(intake, since=always, until=None),),
        checked_until=date.max.isoformat(),
        views=(),
    )


def edited_law(
    programmes: Sequence[str],
    file: Path,
    say: Speaker,
    *,
    on: date | None = None,
    on_column: str = FILED_ON,
    view: View = "as-applied",
) -> Laws:
    """The law in force, and what a Python file makes of it. Running the file executes whatever it says.

    Raises `CohortError` when it cannot be read, fails or makes no law.
    """
    module = _run(file, say)
    reform = module.get(FUNCTION)
    if not callable(reform):
        raise CohortError(
            say(
                "{file} : ce fichier ne définit pas de fonction {name}. Écrivez : def {name}(programme): …",
                file=file,
                name=FUNCTION,
            )
        )
    streams = {id: PROGRAMMES[id] for id in programmes}
    after = {id: _reformed(reform, programme, file, say) for id, programme in streams.items()}
    return Laws(streams, after, on, on, on_column, view, _title(module, file))


def _run(file: Path, say: Speaker) -> dict[str, Any]:
    if not file.is_file():
        raise CohortError(say("{file} : ce fichier n’existe pas.", file=file))
    return _guarded(lambda: runpy.run_path(str(file), run_name="jalon_reform"), file, say)  # type: ignore[no-any-return]


def _reformed(reform: Callable[[Programme], Any], programme: Programme, file: Path, say: Speaker) -> Programme:
    found = _guarded(lambda: reform(programme), file, say)
    if not isinstance(found, Programme):
        raise CohortError(
            say(
                "{file} : {name} doit rendre un volet (Programme), et non {found}. Rendez le volet reçu s’il ne change pas.",
                file=file,
                name=FUNCTION,
                found=type(found).__name__,
            )
        )
    if found.id != programme.id:
        raise CohortError(
            say("{file} : {name} a rendu {found} pour {id}.", file=file, name=FUNCTION, found=found.id, id=programme.id)
        )
    known = set(condition_bits()) - {INTAKE}
    unknown = {one.id for version in all_versions(found) for one in version.conditions} - known
    if unknown:
        raise CohortError(
            say(
                "{file} : condition inconnue {id}. Une condition prend un des noms : {known}.",
                file=file,
                id=min(unknown),
                known=", ".join(sorted(known)),
            )
        )
    return programme if _same(programme, found) else found


def _guarded(act: Callable[[], Any], file: Path, say: Speaker) -> Any:
    """What `act` gives. Raises `CohortError`, with the line, when the person's file fails."""
    try:
        return act()
    except SyntaxError as error:
        line, why = error.lineno, error.msg
        inside = Path(error.filename or file)
    except (Exception, SystemExit) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
        line = frames[-1].lineno if frames else None
        why = error.text(say.lang) if isinstance(error, EditError) else f"{type(error).__name__}: {error}"
        inside = file
    if line is None:
        raise CohortError(say("{file} : {why}", file=inside, why=why))
    raise CohortError(say("{file}, ligne {line} : {why}", file=inside, line=line, why=why))


def _title(module: Mapping[str, Any], file: Path) -> Words:
    """The name of an edited law: TITLE, else the first line that the file says of itself, else its name."""
    title = module.get(_TITLE)
    if isinstance(title, Words):
        return title
    said = title if isinstance(title, str) else (module.get("__doc__") or "").strip().partition("\n")[0]
    return Words(said or file.name, said or file.name)


def _same(before: Programme, after: Programme) -> bool:
    """Whether two texts decide alike: the same spans, expressions and intake."""
    if before is after:
        return True
    return _described(before) == _described(after)


def _described(programme: Programme) -> list[Any]:
    views = (("", programme.versions), *programme.views)
    return [
        programme.checked_until,
        [
            (view, one.since, one.until, [(c.id, describe(c.expr)) for c in one.conditions])
            for view, versions in views
            for one in versions
        ],
        [
            (one.since, one.until, one.state, describe(one.unless) if one.unless is not None else "")
            for one in programme.intake
        ],
    ]
