@NullMarked
package dev.tandem.workflows.call;

import org.jspecify.annotations.NullMarked;
