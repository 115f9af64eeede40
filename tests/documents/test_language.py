"""Which language a text is in; the sentences are ours."""

from __future__ import annotations

import pytest

from vedette.documents.language import guess

_TEXTS = {
    "en": "Two drones hit the base near Erbil on Thursday, and the army said that nobody was hurt.",
    "es": "Dos drones golpearon la base cerca de Erbil el jueves, y el ejército dijo que no hubo heridos en el ataque.",
    "fr": "Deux drones ont frappé la base près d'Erbil jeudi, et l'armée a dit que personne n'a été blessé dans cette attaque.",
    "de": "Zwei Drohnen haben am Donnerstag den Stützpunkt bei Erbil getroffen, und die Armee sagte, dass niemand verletzt wurde.",
    "pt": "Dois drones atingiram a base perto de Erbil na quinta-feira, e o exército disse que não houve feridos no ataque.",
    "it": "Due droni hanno colpito la base vicino a Erbil giovedì, e l'esercito ha detto che nessuno è rimasto ferito nella zona.",
    "nl": "Twee drones troffen donderdag de basis bij Erbil, en het leger zei dat er niemand gewond was bij de aanval op het kamp.",
    "tr": "Perşembe günü Erbil yakınlarındaki üsse iki insansız hava aracı isabet etti ve ordu bir yaralı olmadığını, bu saldırı için soruşturma açıldığını söyledi.",
    "id": "Dua drone menghantam pangkalan di dekat Erbil pada hari Kamis, dan tentara mengatakan bahwa tidak ada yang terluka dalam serangan itu.",
    "ru": "Два беспилотника ударили по базе близ Эрбиля в четверг, армия сообщила, что пострадавших нет.",
    "uk": "Два безпілотники вдарили по базі біля Ербіля у четвер, армія повідомила, що постраждалих немає, її речник це підтвердив.",
    "ar": "ضربت طائرتان مسيرتان القاعدة قرب أربيل يوم الخميس وقال الجيش إن أحدا لم يصب في الهجوم",
    "fa": "دو پهپاد روز پنجشنبه به پایگاهی در نزدیکی اربیل برخورد کردند و ارتش گفت که کسی آسیب ندید",
    "he": "שני רחפנים פגעו בבסיס ליד ארביל ביום חמישי והצבא אמר שאיש לא נפגע",
    "zh": "星期四两架无人机袭击了埃尔比勒附近的基地，军方表示无人受伤。",
    "ja": "木曜日にエルビル近郊の基地に二機のドローンが命中し、軍は負傷者はいないと述べた。",
}


@pytest.mark.parametrize("code", sorted(_TEXTS))
def test_a_sentence_is_enough_to_tell_the_language(code: str) -> None:
    assert guess(_TEXTS[code]).code == code


@pytest.mark.parametrize("code", ["en", "es", "fr", "de", "ru"])
def test_capitals_are_no_obstacle(code: str) -> None:
    assert guess(_TEXTS[code].upper()).code == code


def test_foreign_names_and_quotes_do_not_make_english_foreign() -> None:
    assert (
        guess(
            "The FARABUNDO MARTI Front said: 'la lucha de los pueblos', and it left the town of San Luis de la Reina."
        ).code
        == "en"
    )
    assert guess("Members of Kata'ib Hezbollah (كتائب حزب الله) said that they had fired at the base.").code == "en"


@pytest.mark.parametrize("text", ["Ain al-Asad, Anbar. No damage. Al-Tanf, al-Shaddadi. No injuries.", "Log: San Luis de la Reina, El Salvador. La Paz, El Salvador. Two dead.",
                                  "In Deir ez-Zor: no harm. In Erbil: no harm.", "UPDATE: 3 killed, 4 wounded, Los Angeles; El Paso, Las Vegas next"])  # fmt: skip
def test_place_names_do_not_make_a_log_foreign(text: str) -> None:
    assert guess(text).code in {None, "en"}


@pytest.mark.parametrize("text", ["", "1234 5678", "Erbil", "Drone strike kills three", "***"])
def test_a_text_too_short_to_tell_is_not_called_foreign(text: str) -> None:
    assert guess(text).code in {None, "en"}
