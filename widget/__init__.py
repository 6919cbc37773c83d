"""A guided questionnaire that leads a visitor, inside a partner's page, to a visa category."""
