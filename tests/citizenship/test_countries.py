"""The names of countries: in each language's own alphabetical order, and by letter."""

from __future__ import annotations

import pytest
from pyuca.collator import Collator

from widget.citizenship.codes import CODES
from widget.citizenship.countries import MAX_IN_FOLD, countries_in
from widget.citizenship.order import sort_key
from widget.languages import language_of

COLLATOR = Collator()

ALPHABETS = {
    "en": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "ru": "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я",
    "kk": "А Ә Б В Г Ғ Д Е Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_letters_stand_in_the_order_of_the_alphabet(language: str) -> None:
    capitals = ALPHABETS[language].split()
    small = [letter.lower() for letter in capitals]
    assert sorted(sorted(capitals), key=sort_key(language, COLLATOR)) == capitals
    assert sorted(sorted(small), key=sort_key(language, COLLATOR)) == small


ORDERS = {
    "Ә after all of А": ("kk", ["Ауғанстан", "Аустрия", "Әзірбайжан", "Бахрейн"]),
    "Қ after all of К": ("kk", ["Камбоджа", "Кувейт", "Қазақстан", "Қытай", "Лаос"]),
    "І after Ы": ("kk", ["Болгария", "Бутан", "Біріккен Араб Әмірліктері", "Вануату"]),
    "І after Ы, within a word": ("kk", ["Түркия", "Түрікменстан"]),
    "Ү after Ұ": ("kk", ["Уругвай", "Ұлыбритания", "Үндістан", "Фиджи"]),
    "Ё like Е": ("ru", ["Еж", "Ёж", "Ежа", "Ёлка", "Ель"]),
    "Й after И": ("ru", ["Италия", "Йемен", "Кабо-Верде"]),
    "an accent": ("en", ["Costa Rica", "Côte d’Ivoire", "Croatia"]),
}


@pytest.mark.parametrize(("language", "names"), ORDERS.values(), ids=ORDERS)
def test_names_are_sorted_as_their_readers_expect(language: str, names: list[str]) -> None:
    assert sorted(sorted(names), key=sort_key(language, COLLATOR)) == names


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_country_stands_in_one_fold_in_order(language: str) -> None:
    countries = countries_in(language_of(language), CODES, COLLATOR)
    assert countries.names.keys() == CODES
    in_folds = [pair for fold in countries.folds for pair in fold.names.items()]
    assert in_folds == [*countries.names.items()]
    for fold in countries.folds:
        assert len(fold.names) <= MAX_IN_FOLD or " – " not in fold.letters


FOLDS = {
    "one letter": (["DE", "GR"], ["G"]),
    "neighbouring letters": (["FR", "DE", "HU"], ["F – H"]),
    "an accented letter": (["CI"], ["C"]),
    "an accented letter alone": (["AX"], ["Å"]),
    "an accented letter with a plain one": (["AX", "AT"], ["A"]),
}


@pytest.mark.parametrize(("codes", "letters"), FOLDS.values(), ids=FOLDS)
def test_a_fold_is_named_by_its_letters(codes: list[str], letters: list[str]) -> None:
    folds = countries_in(language_of("en"), codes, COLLATOR).folds
    assert [fold.letters for fold in folds] == letters


def test_a_language_without_a_name_has_the_english_one() -> None:
    assert countries_in(language_of("vo"), ["KZ"], COLLATOR).names == {"KZ": "Kazakhstan"}
