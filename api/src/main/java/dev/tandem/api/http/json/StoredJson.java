package dev.tandem.api.http.json;

import tools.jackson.databind.JsonNode;

/** A column of the type jsonb. (A bare JsonNode is iterable: Spring Data would take it for a list of rows.) */
public record StoredJson(JsonNode value) {}
