@NullMarked
package dev.tandem.api.precondition;

import org.jspecify.annotations.NullMarked;
