"""Levels of study and names of programmes: those of the register of areas, and ordinary ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa

from jalon.cohort.synthetic.draws import Floats, Ints, Truths
from jalon.facts.model import Award, StudyLevel
from jalon.registers.areas import areas
from jalon.registers.diplomas import award_of

LEVELS: Final[tuple[str, ...]] = get_args(StudyLevel)
AWARDS: Final[tuple[str, ...]] = get_args(Award)

# Ordinary names of programmes, by level; `:dep` takes those of the DEP.
_ORDINARY: Final = {
    "dep": "Comptabilité;Vente-conseil;Coiffure;Esthétique;Pâtisserie;Service de la restauration;Dessin de bâtiment;"
    "Briquetage-maçonnerie;Plâtrage;Peinture en bâtiment;Mécanique automobile;Transport par camion;Imprimerie;"
    "Soutien informatique;Ébénisterie;Électricité;Boulangerie;Fleuristerie;Bijouterie-joaillerie;Horticulture et jardinerie",
    "asp": "Lancement d'une entreprise;Représentation;Soudage haute pression;Cuisine du marché;Pâtisserie de restaurant "
    "contemporaine;Sommellerie;Secrétariat juridique;Secrétariat médical;Épilation;Mécanique de motocyclettes",
    "aec": "Développement web et mobile;Gestion de réseaux informatiques;Courtage immobilier résidentiel;Assurance de "
    "dommages;Gestion de la chaîne logistique;Comptabilité et gestion;Marketing numérique;Administration de réseaux et "
    "sécurité;Conception et dessin assistés par ordinateur;Commerce international;Tourisme et voyages;Modélisation du "
    "bâtiment;Gestion de projets;Transport et logistique;Design d'intérieur;Intelligence d'affaires",
    "dec-technical": "Techniques de comptabilité et de gestion;Gestion de commerces;Techniques de travail social;"
    "Techniques policières;Graphisme;Design de mode;Techniques de tourisme;Photographie;Techniques de la logistique du "
    "transport;Commercialisation de la mode;Techniques du tourisme d'aventure;Théâtre-production;Design industriel;"
    "Technologie forestière;Techniques de muséologie;Animation 3D et synthèse d'images",
    "dec-general": "Sciences de la nature;Sciences humaines;Arts, lettres et communication;Sciences, lettres et arts;"
    "Arts visuels;Musique;Danse",
    "bachelor": "Histoire;Histoire de l'art;Philosophie;Sociologie;Science politique;Anthropologie;Géographie;Cinéma;"
    "Études littéraires;Arts visuels et médiatiques;Musique;Danse;Théologie;Droit;Biologie;Biochimie;Chimie;Linguistique;"
    "Écriture et création;Études internationales;Philosophie et politique;Archéologie;Design graphique;Tourisme",
    "masters": "Informatique;Administration des affaires (MBA);Génie logiciel;Intelligence artificielle;Finance;"
    "Sciences des données;Administration publique;Affaires internationales;Communication;Science politique;Histoire;"
    "Droit;Biologie;Chimie;Physique;Philosophie;Logistique;Gestion des ressources humaines;Environnement;Cybersécurité;"
    "Développement international;Musique;Muséologie;Sociologie",
    "doctorate": "Informatique;Biologie;Chimie;Physique;Histoire;Philosophie;Sociologie;Sciences de l'éducation;"
    "Génie électrique;Génie mécanique;Mathématiques;Administration;Neurosciences;Économique;Communication",
    "certificate": "Français langue seconde;Gestion des ressources humaines;Marketing;Comptabilité;Traduction;"
    "Rédaction professionnelle;Coopération internationale;Santé et sécurité du travail;Informatique appliquée",
    "dess": "Gestion;Comptabilité professionnelle;Technologies de l'information;Administration scolaire;Finance;"
    "Bio-informatique;Éco-conseil;Études du bâtiment;Gestion de projet;Journalisme",
    "secondary": "Études secondaires;Baccalauréat de l'enseignement secondaire;Lycée général",
    "other": "Formation d'appoint;Cours de langue;Formation en entreprise;Licence professionnelle;Brevet de technicien "
    "supérieur",
    "dep-asp": ":dep",
}
# The share of people whose programme is one of the register, where it has any of that level.
_LISTED: Final = 0.6
# Of these, the share who name the area by choosing it from the register.
AREA_CHOSEN: Final = 0.5


@dataclass(frozen=True)
class Pool:
    """Every name, level after level. `first`, `listed` and `ordinary` say where those of a level begin and how many there
    are; listed ones come first. `award` is the award of a listed name, as a place in `AWARDS`."""

    names: Any
    first: Ints
    listed: Ints
    ordinary: Ints
    award: Ints


@cache
def pool() -> Pool:
    """The names of programmes."""
    names: list[str] = []
    awards: list[int] = []
    first, listed, ordinary = [], [], []
    for level in LEVELS:
        award = award_of(level)
        known = [area.corrected for area in areas() if area.award == award]
        others = _ORDINARY[level].removeprefix(":")
        plain = _ORDINARY.get(others, others).split(";")
        first.append(len(names))
        listed.append(len(known))
        ordinary.append(len(plain))
        names += known + plain
        awards += [AWARDS.index(award) if award and known else 0] * (len(known) + len(plain))
    return Pool(pa.array(names), np.array(first), np.array(listed), np.array(ordinary), np.array(awards))


def programmes(level: Ints, listed: Floats, which: Floats) -> tuple[Ints, Truths]:
    """A name for each study, as a place in the pool, and whether it is one of the register; from uniform numbers."""
    of = pool()
    from_register = (listed < _LISTED) & (of.listed[level] > 0)
    few = np.where(from_register, of.listed[level], of.ordinary[level])
    start = of.first[level] + np.where(from_register, 0, of.listed[level])
    return start + (which * few).astype(np.int64), from_register
