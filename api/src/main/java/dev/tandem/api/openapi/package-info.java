/** The OpenAPI document, generated from the controllers, and the page to browse it. */
@NullMarked
package dev.tandem.api.openapi;

import org.jspecify.annotations.NullMarked;
