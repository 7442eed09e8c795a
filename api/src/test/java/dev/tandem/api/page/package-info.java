@NullMarked
package dev.tandem.api.page;

import org.jspecify.annotations.NullMarked;
