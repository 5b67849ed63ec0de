from streamlit.testing.v1 import AppTest

from kpo.export.formats import FORMATS


def buttons(app: AppTest) -> list[str]:
    return [item.label for item in app.get("download_button")]


def test_the_menu_is_empty_until_it_is_opened(app: AppTest) -> None:
    labels = [item.label for item in FORMATS.values()]
    assert not set(buttons(app)) & set(labels)
    app.session_state["kpo-export"] = True
    assert [label for label in buttons(app.run()) if label in labels] == labels
