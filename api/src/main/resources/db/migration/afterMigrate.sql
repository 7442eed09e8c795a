call admit_application('${application_role}');
