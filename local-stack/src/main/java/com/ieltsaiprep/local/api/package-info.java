/** API Gateway and Lambda stand-ins: functions behind HTTP, and under Lambda's runtime client. */
@NullMarked
package com.ieltsaiprep.local.api;

import org.jspecify.annotations.NullMarked;
