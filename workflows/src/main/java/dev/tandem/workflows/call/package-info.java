/** The call workflow: carries out what the rules decide, and has it recorded. */
@NullMarked
package dev.tandem.workflows.call;

import org.jspecify.annotations.NullMarked;
