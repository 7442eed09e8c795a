@NullMarked
package dev.tandem.workflows.secret;

import org.jspecify.annotations.NullMarked;
