@NullMarked
package dev.tandem.api.version;

import org.jspecify.annotations.NullMarked;
