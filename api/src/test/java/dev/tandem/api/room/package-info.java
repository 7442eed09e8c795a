@NullMarked
package dev.tandem.api.room;

import org.jspecify.annotations.NullMarked;
