/** Tools of servers that speak the Model Context Protocol. */
@NullMarked
package dev.tandem.workers.tool.mcp;

import org.jspecify.annotations.NullMarked;
