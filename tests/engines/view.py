#!/usr/bin/python3
"""A browser of one view, for WebKitWebDriver: Debian's own has none of these settings.

Usage: view.py [--navigation] [--dark] [--no-script] --prints=FILE

It prints the page into the file at SIGUSR1, since WebKit lets no page print while it is driven. It
runs under Debian's Python, which has the libraries.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2  # noqa: E402 - after the versions

WIDTH, HEIGHT = 500, 760


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--navigation", action="store_true", help="with the Navigation API")
    parser.add_argument("--dark", action="store_true", help="on a system with a dark scheme")
    parser.add_argument("--no-script", action="store_true", help="without the pages' scripts")
    parser.add_argument("--prints", type=Path, required=True, help="the file for printed pages")
    chosen, _ = parser.parse_known_args()
    Gtk.init()
    Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", chosen.dark)
    context = WebKit2.WebContext.new_ephemeral()
    context.set_automation_allowed(True)
    view = WebKit2.WebView(
        web_context=context, is_controlled_by_automation=True, settings=settings(chosen)
    )
    chosen.prints.with_suffix(".pid").write_text(str(os.getpid()))
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, print_into, view, chosen.prints)
    context.connect("automation-started", start, view)
    show(view)
    Gtk.main()


def settings(chosen: argparse.Namespace) -> WebKit2.Settings:
    made = WebKit2.Settings()
    made.set_enable_javascript_markup(not chosen.no_script)
    known = WebKit2.Settings.get_all_features()
    features = [known.get(number) for number in range(known.get_length())]
    (api,) = [each for each in features if each.get_identifier() == "NavigationAPI"]
    made.set_feature_enabled(api, chosen.navigation)
    return made


def show(view: WebKit2.WebView) -> None:
    window = Gtk.Window()
    window.set_default_size(WIDTH, HEIGHT)
    window.add(view)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    # There is no window manager that would do it.
    window.get_window().focus(Gdk.CURRENT_TIME)


def start(_: WebKit2.WebContext, session: WebKit2.AutomationSession, view: WebKit2.WebView) -> None:
    """Give the driver the one view, under the name and version that Selenium asks for."""
    about = WebKit2.ApplicationInfo()
    about.set_name("MiniBrowser")
    about.set_version(*(getattr(WebKit2, f"{part}_VERSION") for part in PARTS))
    session.set_application_info(about)
    session.connect("create-web-view", lambda _: view)


PARTS = "MAJOR", "MINOR", "MICRO"


def print_into(view: WebKit2.WebView, file: Path) -> bool:
    """Print on A4 into a file, which is there when all of it is."""
    operation = WebKit2.PrintOperation.new(view)
    unfinished = file.with_suffix(".part")
    made = Gtk.PrintSettings()
    made.set_printer("Print to File")
    made.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    made.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, unfinished.as_uri())
    page = Gtk.PageSetup()
    page.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    operation.set_print_settings(made)
    operation.set_page_setup(page)
    operation.connect("finished", lambda _: unfinished.rename(file))
    operation.print_()
    return True


if __name__ == "__main__":
    sys.exit(main())
