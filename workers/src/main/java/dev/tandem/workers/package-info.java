/** workers */
@NullMarked
package dev.tandem.workers;

import org.jspecify.annotations.NullMarked;
