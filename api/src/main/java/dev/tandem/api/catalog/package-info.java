/** Lists what a configuration document may name in this build. */
@NullMarked
package dev.tandem.api.catalog;

import org.jspecify.annotations.NullMarked;
