/**
 * API Gateway and Lambda stand-ins: functions behind HTTP, invoked, and under Lambda's runtime
 * client.
 */
@NullMarked
package com.ieltsaiprep.local.api;

import org.jspecify.annotations.NullMarked;
