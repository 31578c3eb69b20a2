/** Faulty programs, which the engine has to refuse. */
@NullMarked
package com.ieltsaiprep.infra;

import org.jspecify.annotations.NullMarked;
