@NullMarked
package dev.tandem.api.call;

import org.jspecify.annotations.NullMarked;
