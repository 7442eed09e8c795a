@NullMarked
package dev.tandem.workflows;

import org.jspecify.annotations.NullMarked;
