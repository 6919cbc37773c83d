"""Languages by their BCP 47 tags: their names, and which one a visitor gets."""

from __future__ import annotations

import pytest

from widget.languages import Language, choose, language_of

TAGS = {
    "Russian": Language("ru", "ru", "Русский", "RU", "ru_RU", "ltr"),
    "Kazakh": Language("kk", "kk", "Қазақ тілі", "ҚАЗ", "kk_KZ", "ltr"),
    "English": Language("en", "en", "English", "EN", "en_US", "ltr"),
    "a script": Language("zh-Hans", "zh_Hans", "中文 (简体)", "ZH", "zh_CN", "ltr"),
    "another script": Language("zh-Hant", "zh_Hant", "中文 (繁體)", "ZH", "zh_TW", "ltr"),
    "a country": Language("pt-BR", "pt_BR", "Português (Brasil)", "PT", "pt_BR", "ltr"),
    "a script and a country": Language(
        "sr-Latn-ME", "sr_Latn_ME", "Srpski (latinica, Crna Gora)", "SR", "sr_ME", "ltr"
    ),
    "from right to left": Language("ar", "ar", "العربية", "AR", "ar_EG", "rtl"),
    "Hebrew": Language("he", "he", "עברית", "HE", "he_IL", "rtl"),
}


@pytest.mark.parametrize("language", TAGS.values(), ids=TAGS)
def test_a_tag_names_a_language_with_its_name_and_direction(language: Language) -> None:
    assert language_of(language.tag) == language


WRONG = {
    "an underscore": ("zh_Hans", "'zh_Hans' must be written zh-Hans"),
    "a country in small letters": ("pt-br", "'pt-br' must be written pt-BR"),
    "a script in small letters": ("zh-hans", "'zh-hans' must be written zh-Hans"),
    "capitals": ("EN", "'EN' must be written en"),
    "an unknown word": (
        "klingon",
        "'klingon' is not a known language tag, such as ru or pt-BR",
    ),
    "a country's code": ("kz", "'kz' is not a known language tag; use kk"),
    "nothing": ("", "'' is not a known language tag, such as ru or pt-BR"),
}


@pytest.mark.parametrize(("tag", "message"), WRONG.values(), ids=WRONG)
def test_an_unknown_or_misspelt_tag_is_refused(tag: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        language_of(tag)
    assert str(refused.value) == message


OFFERED = ("en", "zh-Hans", "pt-BR", "kk")
CHOSEN = {
    "the tag itself": ("zh-Hans", "zh-Hans"),
    "the tag in small letters": ("pt-br", "pt-BR"),
    "an underscore": ("pt_BR", "pt-BR"),
    "a longer tag": ("zh-Hans-CN", "zh-Hans"),
    "a country where the script is usual": ("zh-CN", "zh-Hans"),
    "another such country": ("zh-SG", "zh-Hans"),
    "the language alone": ("zh", "zh-Hans"),
    "another country's variant": ("pt-PT", "pt-BR"),
    "a country where another script is usual": ("zh-TW", "en"),
    "another such country, Hong Kong": ("zh-HK", "en"),
    "another script": ("zh-Hant", "en"),
    "another script of Kazakh": ("kk-Arab", "kk"),
    "a country's code for its language": ("kz-KZ", "kk"),
    "a language that is not offered": ("de", "en"),
    "nonsense": ("-", "en"),
}


@pytest.mark.parametrize(("wanted", "language"), CHOSEN.values(), ids=CHOSEN)
def test_the_offered_language_that_is_closest_is_chosen(wanted: str, language: str) -> None:
    assert choose([(wanted, 1)], OFFERED) == language


def test_the_first_wanted_language_that_is_offered_is_chosen() -> None:
    assert choose([("zh-TW", 1), ("pt", 0.9), ("en", 0.8)], OFFERED) == "pt-BR"


def test_without_a_wanted_language_the_first_one_is_chosen() -> None:
    assert choose([("zh", 0), ("pt", 0)], OFFERED) == "en"
