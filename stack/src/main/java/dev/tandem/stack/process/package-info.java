/** Child processes that never outlive the process that started them. */
@NullMarked
package dev.tandem.stack.process;

import org.jspecify.annotations.NullMarked;
