@NullMarked
package dev.tandem.workflows.event;

import org.jspecify.annotations.NullMarked;
