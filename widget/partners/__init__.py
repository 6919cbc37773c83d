"""Partners: who shows the widget, who may frame it, and with which look."""
