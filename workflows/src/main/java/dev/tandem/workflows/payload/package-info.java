/** How many bytes a value has when it is sent as JSON, and how it is kept below a bound. */
@NullMarked
package dev.tandem.workflows.payload;

import org.jspecify.annotations.NullMarked;
