/** Generates the OpenAPI document from the controllers, and serves it with a page to browse it. */
@NullMarked
package dev.tandem.api.edge.openapi;

import org.jspecify.annotations.NullMarked;
