/** Bank of writing tasks: prompts with their charts, letters and questions. */
@NullMarked
package com.ieltsaiprep.common.bank;

import org.jspecify.annotations.NullMarked;
