/** Opens models with onnxruntime. */
@NullMarked
package dev.tandem.workers.speech.local.onnx;

import org.jspecify.annotations.NullMarked;
