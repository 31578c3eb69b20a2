/** Support commands for operators, with an audit trail. */
@NullMarked
package com.ieltsaiprep.api.support;

import org.jspecify.annotations.NullMarked;
