@NullMarked
package dev.tandem.api.tenant;

import org.jspecify.annotations.NullMarked;
