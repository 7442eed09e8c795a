/** Keeps a document's parts as rows, so that others can ask for them with SQL. */
@NullMarked
package dev.tandem.api.projection;

import org.jspecify.annotations.NullMarked;
