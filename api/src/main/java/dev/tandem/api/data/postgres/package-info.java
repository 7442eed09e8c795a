/** How rows become records. */
@NullMarked
package dev.tandem.api.data.postgres;

import org.jspecify.annotations.NullMarked;
