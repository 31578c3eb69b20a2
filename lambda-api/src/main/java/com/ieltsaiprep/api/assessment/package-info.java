/**
 * Assessments: the marks and feedback of written tests, which their owners list, read and delete.
 */
@NullMarked
package com.ieltsaiprep.api.assessment;

import org.jspecify.annotations.NullMarked;
