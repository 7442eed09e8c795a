/** The OpenAPI document, generated from the controllers, and the page to browse it. */
@NullMarked
package dev.tandem.api.edge.openapi;

import org.jspecify.annotations.NullMarked;
