/** Schema of the AWS provider, from the annotations of its SDK. */
@NullMarked
package com.ieltsaiprep.infra.testkit.schema;

import org.jspecify.annotations.NullMarked;
