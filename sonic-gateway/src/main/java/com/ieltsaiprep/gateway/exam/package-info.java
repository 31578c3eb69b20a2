/** Interview of the speaking test: Maya's prompts and tools. */
@NullMarked
package com.ieltsaiprep.gateway.exam;

import org.jspecify.annotations.NullMarked;
