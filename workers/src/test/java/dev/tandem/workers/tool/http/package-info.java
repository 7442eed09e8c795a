@NullMarked
package dev.tandem.workers.tool.http;

import org.jspecify.annotations.NullMarked;
