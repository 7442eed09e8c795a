@NullMarked
package dev.tandem.workflows.transfer;

import org.jspecify.annotations.NullMarked;
