/** Plans of stacks: what a program registers, in a form to read and compare. */
@NullMarked
package com.ieltsaiprep.infra.testkit.plan;

import org.jspecify.annotations.NullMarked;
