@NullMarked
package dev.tandem.api.problem;

import org.jspecify.annotations.NullMarked;
