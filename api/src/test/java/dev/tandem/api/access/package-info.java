@NullMarked
package dev.tandem.api.access;

import org.jspecify.annotations.NullMarked;
