/** How rows become records. */
@NullMarked
package dev.tandem.api.database;

import org.jspecify.annotations.NullMarked;
