/** The program as a process of its own, with a stack's configuration. */
@NullMarked
package com.ieltsaiprep.infra.testkit.program;

import org.jspecify.annotations.NullMarked;
